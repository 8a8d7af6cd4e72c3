using System.Text.RegularExpressions;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Data;

public sealed class AppendOnlyLogTests
{
    [Theory]
    [InlineData("UPDATE Log SET StaffName = 'nobody'")]
    [InlineData("UPDATE Log SET At = At")]
    [InlineData("DELETE FROM Log")]
    public async Task What_stands_in_the_log_can_be_neither_changed_nor_deleted(string statement)
    {
        await using var house = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        await house.Database.AddAsync(AnEntry(house));
        await using var connection = new SqliteConnection(house.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand above.
        command.CommandText = statement;
#pragma warning restore CA2100
        var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());
        Assert.Contains("The log is append-only.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Dora", (await house.Database.ReadAsync(db => db.AuditLog.SingleAsync())).StaffName);
    }

    [Fact]
    public async Task The_program_itself_cannot_take_an_entry_back()
    {
        await using var house = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        await house.Database.AddAsync(AnEntry(house));
        await using var db = house.Database.CreateDbContext();
        db.Remove(await db.AuditLog.SingleAsync());
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(1, await house.Database.ReadAsync(read => read.AuditLog.CountAsync()));
    }

    [Fact]
    public void On_SQL_Server_a_trigger_that_it_can_read_refuses_both()
    {
        using var db = new DesignTimeSqlServer().CreateDbContext([]);
        var script = db.GetService<IMigrator>().GenerateScript();
        var text = Regex.Match(script, @"EXEC\(N'(?<text>CREATE TRIGGER.*?)'\);", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["text"].Value;

        var trigger = Assert.IsType<CreateTriggerStatement>(Assert.Single(SqlRecorder.Parse(text.Replace("''", "'", StringComparison.Ordinal))));
        Assert.Equal(TriggerType.InsteadOf, trigger.TriggerType);
        Assert.Equal("Log", trigger.TriggerObject.Name.BaseIdentifier.Value);
        Assert.Equal([TriggerActionType.Update, TriggerActionType.Delete], trigger.TriggerActions.Select(action => action.TriggerActionType));
        Assert.Contains("THROW 50001", text, StringComparison.Ordinal);
    }

    private static AuditEntry AnEntry(UseCaseHost house) =>
        AuditEntry.Of(new Actor(house.Steward.StaffId, "Dora"), AuditAction.RoomAdded, AuditSubject.Room, 1, null, AMoment.Now);
}
