namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the acts at the door ask.</summary>
public sealed class DoorStatements : IStatements
{
    private static readonly Steward Dora = new(1, "Dora", DoorOf: null);

    public async Task AskAsync(SqlRecorderHost house)
    {
        var acts = house.House.Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        acts.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        Assert.True(
            (await acts.UndoCheckIn.CorrectAsync(5, "1", "Miscounted", Dora, maySell: true, Guid.NewGuid(), CancellationToken.None)).Succeeded);
        Assert.True((await acts.UndoCheckIn.UndoAsync(5, "Wrong party", Dora, maySell: true, Guid.NewGuid(), CancellationToken.None)).Succeeded);
        await acts.CheckInByList.WriteDownAsync("K7QF-2M", Dora, Guid.NewGuid(), CancellationToken.None);
        await acts.AdmitWalkIn.AdmitAsync(7, "Ada", "2", Dora, Guid.NewGuid(), CancellationToken.None);

        acts.Wire.Rows.Remove("CheckIns");
        await acts.MoveReservation.MoveAsync(5, 8, new Actor(1, "Bea"), CancellationToken.None);
    }
}
