using System.Collections.Concurrent;
using System.Globalization;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>A visitor who wants two seats of a performance for which there are too few.</summary>
/// <param name="address">The visitor's e-mail address, which no other has.</param>
/// <param name="times">Response times in milliseconds by page; added to.</param>
internal sealed class RushVisitor(
    Visitor visitor, int performance, string address, MailedLinks links, ConcurrentDictionary<string, ConcurrentBag<double>> times)
{
    private const string List = "the list", ReservationForm = "the form", Reserve = "reserving", Pending = "\"check your mail\"",
        Link = "the mailed link", Confirm = "confirming", Ticket = "the ticket";

    /// <summary>The pages in the order in which they are visited.</summary>
    public static IReadOnlyList<string> Pages { get; } = [List, ReservationForm, Reserve, Pending, Link, Confirm, Ticket];

    /// <returns>Whether the visitor has seats at the end.</returns>
    /// <exception cref="UnexpectedResponseException">An answer is neither a success nor the refusal that there are too few seats.</exception>
    public async Task<bool> RunAsync()
    {
        Note(List, await visitor.GetAsync(VisitorActions.ListPath)).Expect(200);
        var form = Note(ReservationForm, await visitor.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/performances/{performance}/reserve")));
        if (IsRefused(form))
        {
            return false;
        }

        var reserved = Note(Reserve, await visitor.SubmitAsync(
            Form.In(form, "SubmissionId"), ("Name", "Ada Lovelace"), ("Email", address), ("PartySize", "2"), ("Phone", ""), ("Notes", "")));
        if (IsRefused(reserved))
        {
            return false;
        }

        Note(Pending, await visitor.GetAsync(reserved.ExpectSeeOther("/reservations/pending").Location!)).Expect(200);
        var link = Note(Link, await visitor.GetAsync(await links.WaitAsync(address)));
        // Without seats, the page offers the waiting list.
        if (IsRefused(link) || link.Body.Contains("name=\"SmallestParty\"", StringComparison.Ordinal))
        {
            return false;
        }

        var confirmed = Note(Confirm, await visitor.SubmitAsync(Form.In(link, "RequestId")));
        if (IsRefused(confirmed))
        {
            return false;
        }

        var ticket = confirmed.Location ?? throw new UnexpectedResponseException($"Confirming answered {confirmed.Status}: {confirmed.Body}");
        Note(Ticket, await visitor.GetAsync(ticket)).Expect(200);
        return true;
    }

    private PageResponse Note(string page, PageResponse response)
    {
        times.GetOrAdd(page, _ => []).Add(response.Elapsed.TotalMilliseconds);
        return response;
    }

    /// <summary>Whether there are too few seats.</summary>
    private static bool IsRefused(PageResponse response) => response.Status switch
    {
        409 => true,
        200 or 303 => false,
        _ => throw new UnexpectedResponseException($"{response.Path} answered {response.Status}: {response.Body}"),
    };
}
