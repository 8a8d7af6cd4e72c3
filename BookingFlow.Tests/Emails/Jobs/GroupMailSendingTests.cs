using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>The confirmation mail of several reservations that were made with one form.</summary>
public sealed class GroupMailSendingTests
{
    [Fact]
    public async Task It_has_one_link_for_all_that_can_still_be_confirmed_and_they_expire_with_it()
    {
        await using var setup = await MailSetup.StartAsync();
        var (show, soon, group) = (new AShow().Build(), setup.Now.AddMinutes(1), Guid.NewGuid());
        var parties = Enumerable.Range(1, 4)
            .Select(day => new AReservation().For(new APerformance().Of(show).At(TestTimes.StartsAt.AddDays(day)).Build()).ExpiringAt(soon))
            .ToList();
        Reservation[] reservations = [parties[0].Build(), parties[1].Cancelled().Build(), parties[2].Build(), parties[3].Build()];
        reservations[2].Performance.CancelledAt = setup.Now;
        Array.ForEach(reservations, reservation => reservation.GroupId = group);
        var mail = OutboxMail.ForReservation(MailKind.Confirmation, reservations[3], setup.Now);
        await setup.Database.AddAsync([mail, .. reservations]);

        await setup.SendAsync(mail.Id);

        var text = Assert.Single(setup.Delivered).TextBody!;
        Assert.Single(text.Split((char[]?)null), word => word.Contains("/reservations/confirm/", StringComparison.Ordinal));
        Assert.Equal(
            [true, false, false, true], reservations.Select(reservation => text.Contains(reservation.Reference, StringComparison.Ordinal)));
        var stored = await setup.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Performance.StartsAt).ToListAsync());
        Assert.Equal([setup.Now.AddDays(1), soon, soon, setup.Now.AddDays(1)], stored.Select(r => r.ExpiresAt));
    }
}
