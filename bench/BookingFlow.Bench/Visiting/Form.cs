using System.Net;
using System.Text.RegularExpressions;

namespace BookingFlow.Bench.Visiting;

/// <summary>A form as a page has it: where it goes, and its hidden fields, the antiforgery token among them.</summary>
/// <param name="Action">The path that it is sent to.</param>
public sealed partial record Form(string Action, IReadOnlyList<KeyValuePair<string, string>> Hidden)
{
    /// <summary>The first form of the page that has a field of this name.</summary>
    /// <exception cref="WrongAnswerException">There is none, or it has no antiforgery token.</exception>
    public static Form In(Answer page, string field)
    {
        var form = Forms().Matches(page.Body).FirstOrDefault(f => f.Value.Contains($"name=\"{field}\"", StringComparison.Ordinal))
            ?? throw new WrongAnswerException($"{page.Path} answered {page.Status} without a form for {field}: {page.Body}");
        var action = Attribute(form.Groups["head"].Value, "action");
        var hidden = Inputs().Matches(form.Value)
            .Where(input => Attribute(input.Value, "type") == "hidden")
            .Select(input => KeyValuePair.Create(Attribute(input.Value, "name")!, Attribute(input.Value, "value") ?? ""))
            .ToList();
        return hidden.Exists(f => f.Key == "_form")
            ? new Form(string.IsNullOrEmpty(action) ? page.Path : action, hidden)
            : throw new WrongAnswerException($"The form for {field} on {page.Path} has no antiforgery token.");
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
