using System.Net;
using System.Text.RegularExpressions;

namespace BookingFlow.Bench.Visiting;

/// <summary>A form of a page.</summary>
/// <param name="Action">The path to which it is posted.</param>
/// <param name="Hidden">Its hidden fields, including the antiforgery token.</param>
public sealed partial record Form(string Action, IReadOnlyList<KeyValuePair<string, string>> Hidden)
{
    /// <summary>Finds the first form of a page that has a field of this name.</summary>
    /// <exception cref="UnexpectedResponseException">There is no such form, or it has no antiforgery token.</exception>
    public static Form In(PageResponse page, string field)
    {
        var form = Forms().Matches(page.Body).FirstOrDefault(f => f.Value.Contains($"name=\"{field}\"", StringComparison.Ordinal))
            ?? throw new UnexpectedResponseException($"{page.Path} answered {page.Status} without a form for {field}: {page.Body}");
        var action = Attribute(form.Groups["head"].Value, "action");
        var hidden = Inputs().Matches(form.Value)
            .Where(input => Attribute(input.Value, "type") == "hidden")
            .Select(input => KeyValuePair.Create(Attribute(input.Value, "name")!, Attribute(input.Value, "value") ?? ""))
            .ToList();
        return hidden.Exists(f => f.Key == "_form")
            ? new Form(string.IsNullOrEmpty(action) ? page.Path : action, hidden)
            : throw new UnexpectedResponseException($"The form for {field} on {page.Path} has no antiforgery token.");
    }

    private static string? Attribute(string tag, string name)
    {
        var start = tag.IndexOf($" {name}=\"", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += name.Length + 3;
        return WebUtility.HtmlDecode(tag[start..tag.IndexOf('"', start)]);
    }

    [GeneratedRegex("<form(?<head>[^>]*)>.*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input [^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inputs();
}
