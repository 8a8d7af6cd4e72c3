using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// People who press "confirm". They have opened their links before, so that what is measured is the press; afterwards the
/// mail that the house then owes is waited for, so that no round pays for the one before.
/// </summary>
internal sealed class ConfirmationLoad(BenchEnvironment bench, ServerProcess server, BenchDatabase database, int performanceId, int people)
{
    private int _confirmedBefore = -1;

    public async Task<LoadRun> RunAsync(IReadOnlyList<Token> links)
    {
        var visitors = Visitor.CreateMany(people, server.Address);
        var shares = LoadRun.Distribute(links, people);
        var opened = await Task.WhenAll(visitors.Zip(shares, OpenAsync));
        if (_confirmedBefore < 0)
        {
            _confirmedBefore = await ConfirmedPartiesAsync();
        }

        var mails = bench.MailServer.ReceivedMails;
        var run = await LoadRun.RunWorkAsync(visitors, opened, (visitor, press) => visitor.ConfirmAsync(press.Form, press.Link));
        await bench.WaitForMailAsync(database, mails + links.Count);
        _confirmedBefore += links.Count;
        foreach (var visitor in visitors)
        {
            visitor.Dispose();
        }

        return await ConfirmedPartiesAsync() == _confirmedBefore
            ? run
            : throw new UnexpectedResponseException("There are not as many confirmed parties as were told so.");
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

    private async Task<int> ConfirmedPartiesAsync()
    {
        await using var db = database.CreateDbContext();
        return await db.Reservations.CountAsync(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed);
    }
}
