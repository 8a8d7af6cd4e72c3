namespace BookingFlow.Web.Pages.Shared;

/// <summary>View model of a form field (<c>_Field.cshtml</c>).</summary>
/// <param name="Value">The submitted value, before validation.</param>
/// <param name="Message">The validation message; null when the value is valid.</param>
public sealed record Field(string Name, string Label, string? Value, string? Message)
{
    public string Type { get; init; } = "text";

    public string? Hint { get; init; }

    /// <summary>The HTML autocomplete token, so that browsers and password managers find the field by meaning.</summary>
    public string? Autocomplete { get; init; }

    public int? MaxLength { get; init; }

    public int? Minimum { get; init; }

    public int? Maximum { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>Values and labels of a drop-down list; null for a text field.</summary>
    public IReadOnlyList<(string Value, string Text)>? Choices { get; init; }

    /// <summary>Values that the browser suggests for a text field.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>Rows; more than 1 makes the field a text area.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>Value of <c>aria-describedby</c>: the ids of hint and message; null when there is neither.</summary>
    public string? DescribedBy
    {
        get
        {
            string?[] ids = [Hint is null ? null : Name + "-hint", Message is null ? null : Name + "-message"];
            var present = string.Join(' ', ids.OfType<string>());
            return present.Length == 0 ? null : present;
        }
    }
}
