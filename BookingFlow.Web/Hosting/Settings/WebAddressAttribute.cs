using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Validates that a setting is an absolute <c>http</c> or <c>https</c> address without user information, query and fragment.</summary>
/// <param name="expected">Describes a valid value, for the end of the sentence "The setting … must be …".</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WebAddressAttribute(string expected) : ValidationAttribute
{
    public string Expected => expected;

    /// <summary>Whether the address may have a path.</summary>
    public bool AllowsPath { get; init; }

    public override bool IsValid(object? value) =>
        value is Uri { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" } address
        && (AllowsPath || address.AbsolutePath == "/");
}
