using System.Text.RegularExpressions;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Data;

public sealed class AuditLogAppendOnlyTests
{
    [Theory]
    [InlineData("UPDATE Log SET StaffName = 'x'")]
    [InlineData("UPDATE Log SET At = At")]
    [InlineData("DELETE FROM Log")]
    public async Task An_audit_entry_can_be_neither_updated_nor_deleted(string statement)
    {
        await using var host = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        await host.Database.AddAsync(AnEntry(host));
        await using var connection = new SqliteConnection(host.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is a constant of this test.
        command.CommandText = statement;
#pragma warning restore CA2100
        var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());
        Assert.Contains("The log is append-only.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Dora", (await host.Database.ReadAsync(db => db.AuditLog.SingleAsync())).StaffName);
    }

    [Fact]
    public async Task Removing_an_audit_entry_through_EF_fails()
    {
        await using var host = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        await host.Database.AddAsync(AnEntry(host));
        await using var db = host.Database.CreateDbContext();
        db.Remove(await db.AuditLog.SingleAsync());
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(1, await host.Database.ReadAsync(read => read.AuditLog.CountAsync()));
    }

    [Fact]
    public void On_SQL_Server_a_valid_trigger_refuses_updates_and_deletes()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var script = db.GetService<IMigrator>().GenerateScript();
        var text = Regex.Match(script, @"EXEC\(N'(?<text>CREATE TRIGGER.*?)'\);", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["text"].Value;

        var trigger = Assert.IsType<CreateTriggerStatement>(Assert.Single(SqlRecorder.Parse(text.Replace("''", "'", StringComparison.Ordinal))));
        Assert.Equal(TriggerType.InsteadOf, trigger.TriggerType);
        Assert.Equal("Log", trigger.TriggerObject.Name.BaseIdentifier.Value);
        Assert.Equal([TriggerActionType.Update, TriggerActionType.Delete], trigger.TriggerActions.Select(action => action.TriggerActionType));
        Assert.Contains("THROW 50001", text, StringComparison.Ordinal);
    }

    private static AuditEntry AnEntry(UseCaseHost host) =>
        AuditEntry.Of(new Actor(host.Steward.StaffId, "Dora"), AuditAction.RoomAdded, AuditSubject.Room, 1, null, TestTimes.Now);
}
