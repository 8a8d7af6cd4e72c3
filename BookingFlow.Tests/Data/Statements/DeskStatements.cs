using BookingFlow.Web.UseCases.Reservations;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the acts of the box office on reservations ask.</summary>
public sealed class DeskStatements : IStatements
{
    private static readonly Actor Bea = new(1, "Bea");

    public async Task AskAsync(SqlRecorderHost house)
    {
        var acts = house.House.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        acts.Wire.Rows.Remove("CheckIns");
        Assert.True((await acts.ConfirmForParty.ConfirmAsync(5, Bea, CancellationToken.None)).Succeeded);
        Assert.True((await acts.ChangePartySize.ChangeAsync(5, "3", Bea, CancellationToken.None)).Succeeded);
        Assert.True((await acts.CorrectEmail.CorrectAsync(5, "x@example.org", Bea, CancellationToken.None)).Succeeded);
        Assert.True((await acts.ResendMail.SendAsync(5, Bea, CancellationToken.None)).Succeeded);
        Assert.True((await acts.CorrectEmail.CorrectByPartyAsync(5, "y@example.org", CancellationToken.None)).Succeeded);
        Assert.True((await acts.ResendLink.SendAsync(5, Guid.NewGuid(), CancellationToken.None)).Succeeded);
        Assert.True((await acts.CancelReservation.CancelAsync(5, true, null, Bea, CancellationToken.None)).Succeeded);
        acts.Stored(TokenPurpose.Confirmation, ReservationStatus.Confirmed);
        Assert.True((await acts.PrintTicket.PrintAsync(5, Bea, CancellationToken.None)).Succeeded);
        acts.Wire.Rows.Remove("Reservations");
        var sold = await acts.SellSeats.SellAsync(
            7, new ReservationInput("Ada", "ada@example.org", null, null, "2"), Guid.NewGuid(), Bea, CancellationToken.None);
        Assert.True(sold.Succeeded);
    }
}
