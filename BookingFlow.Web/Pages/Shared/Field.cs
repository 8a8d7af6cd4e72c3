namespace BookingFlow.Web.Pages.Shared;

/// <summary>One field of a form: its label, what was typed, and what would be right where it was wrong.</summary>
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

    /// <summary>A value and its words for each; makes it a list to choose from.</summary>
    public IReadOnlyList<(string Value, string Text)>? Choices { get; init; }

    /// <summary>More than one makes it a text area.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>The ids of the hint and the message, for assistive technology; null when there is neither.</summary>
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
