namespace BookingFlow.Tests.Domain.Administration;

public sealed class AuditEntryTests
{
    private static readonly Actor Dora = new(4, "Dora");

    [Fact]
    public void An_entry_says_who_did_what_to_which_thing_when()
    {
        var entry = AuditEntry.Of(Dora, AuditAction.RoomCapacityChanged, AuditSubject.Room, 7, "40 → 45", AMoment.Now);

        Assert.Equal((AMoment.Now, 4, "Dora"), (entry.At, entry.StaffId, entry.StaffName));
        Assert.Equal((AuditAction.RoomCapacityChanged, AuditSubject.Room, 7, "40 → 45"), (entry.Act, entry.Thing, entry.ThingId, entry.Detail));
    }

    [Fact]
    public void Somebody_at_the_shell_of_the_server_has_a_name_and_no_account()
    {
        var entry = AuditEntry.Of(new Actor(null, "server"), AuditAction.StaffInvited, AuditSubject.Staff, 9, null, AMoment.Now);

        Assert.Equal((null, "server", null), (entry.StaffId, entry.StaffName, entry.Detail));
    }

    [Fact]
    public void A_long_detail_is_shortened_to_what_its_column_holds()
    {
        Assert.Equal(
            Limits.LogDetail,
            AuditEntry.Of(Dora, AuditAction.ShowEdited, AuditSubject.Show, 1, new string('x', Limits.LogDetail + 1), AMoment.Now).Detail!.Length);
        Assert.Equal(
            Limits.LogDetail,
            AuditEntry.Of(Dora, AuditAction.ShowEdited, AuditSubject.Show, 1, new string('x', Limits.LogDetail), AMoment.Now).Detail!.Length);
    }
}
