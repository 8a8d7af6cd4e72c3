using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Accepts <c>http</c> and <c>https</c> addresses without user, query and fragment.</summary>
/// <param name="expected">What the setting must be, as the end of a sentence.</param>
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
