using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Bench.Measurements;

/// <summary>Visitors who confirm reservations of one performance in parallel.</summary>
/// <remarks>
/// The pages are opened before the measurement, so that only the POST is timed. Each run ends when its mail is sent, so that it does not
/// slow down the next.
/// </remarks>
internal sealed class ConfirmationLoad(BenchEnvironment bench, ServerProcess server, BenchDatabase database, int performanceId, int people)
{
    /// <summary>Confirmed parties of the performance after the last run; -1 before the first.</summary>
    private int _expectedConfirmed = -1;

    /// <summary>Confirms all links and checks the number of mails and of confirmed parties.</summary>
    /// <exception cref="UnexpectedResponseException">A response, the mails or the confirmed parties are not as expected.</exception>
    public async Task<LoadRun> RunAsync(IReadOnlyList<Token> links)
    {
        var visitors = Visitor.CreateMany(people, server.Address);
        var shares = LoadRun.Distribute(links, people);
        var opened = await Task.WhenAll(visitors.Zip(shares, OpenAsync));
        if (_expectedConfirmed < 0)
        {
            _expectedConfirmed = await CountConfirmedAsync();
        }

        var mails = bench.MailServer.ReceivedMails;
        var run = await LoadRun.RunWorkAsync(visitors, opened, (visitor, page) => visitor.ConfirmAsync(page.Form, page.Link));
        await bench.WaitForMailAsync(database, mails + links.Count);
        _expectedConfirmed += links.Count;
        foreach (var visitor in visitors)
        {
            visitor.Dispose();
        }

        return await CountConfirmedAsync() == _expectedConfirmed
            ? run
            : throw new UnexpectedResponseException("The number of confirmed parties differs from the number of successful responses.");
    }

    private static async Task<IEnumerable<(Token Link, Form Form)>> OpenAsync(Visitor visitor, IEnumerable<Token> links)
    {
        var opened = new List<(Token, Form)>();
        foreach (var link in links)
        {
            opened.Add((link, await visitor.OpenConfirmationAsync(link)));
        }

        return opened;
    }

    private async Task<int> CountConfirmedAsync()
    {
        await using var db = database.CreateDbContext();
        return await db.Reservations.CountAsync(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed);
    }
}
