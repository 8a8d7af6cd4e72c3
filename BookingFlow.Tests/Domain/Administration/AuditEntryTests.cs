namespace BookingFlow.Tests.Domain.Administration;

public sealed class AuditEntryTests
{
    private static readonly Actor Dora = new(4, "Dora");

    [Fact]
    public void An_entry_records_time_actor_action_and_subject()
    {
        var entry = AuditEntry.Of(Dora, AuditAction.RoomCapacityChanged, AuditSubject.Room, 7, "40 → 45", TestTimes.Now);

        Assert.Equal((TestTimes.Now, 4, "Dora"), (entry.At, entry.StaffId, entry.StaffName));
        Assert.Equal(
            (AuditAction.RoomCapacityChanged, AuditSubject.Room, 7, "40 → 45"), (entry.Action, entry.Subject, entry.SubjectId, entry.Detail));
    }

    [Fact]
    public void An_entry_by_the_server_command_line_has_a_name_and_no_staff_id()
    {
        var entry = AuditEntry.Of(new Actor(null, "server"), AuditAction.StaffInvited, AuditSubject.Staff, 9, null, TestTimes.Now);

        Assert.Equal((null, "server", null), (entry.StaffId, entry.StaffName, entry.Detail));
    }

    [Fact]
    public void A_long_detail_is_truncated_to_its_column_length()
    {
        Assert.Equal(
            Limits.LogDetail,
            AuditEntry.Of(Dora, AuditAction.ShowEdited, AuditSubject.Show, 1, new string('x', Limits.LogDetail + 1), TestTimes.Now).Detail!.Length);
        Assert.Equal(
            Limits.LogDetail,
            AuditEntry.Of(Dora, AuditAction.ShowEdited, AuditSubject.Show, 1, new string('x', Limits.LogDetail), TestTimes.Now).Detail!.Length);
    }
}
