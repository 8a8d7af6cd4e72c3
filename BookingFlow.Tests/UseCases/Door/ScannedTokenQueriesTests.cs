using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class ScannedTokenQueriesOnSqliteTests() : ScannedTokenQueriesTests(DatabaseDialect.Sqlite);

public sealed class ScannedTokenQueriesOnSqlServerTests() : ScannedTokenQueriesTests(DatabaseDialect.SqlServer);

public abstract class ScannedTokenQueriesTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    // The same keys on a US and on a German keyboard.
    private static readonly Token Us = Read("yzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyz0");
    private static readonly Token German = Read("zyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzy0");

    [Theory]
    [InlineData(0, KeyboardMismatch.None)]
    [InlineData(1, KeyboardMismatch.Layout)]
    public async Task The_only_stored_reading_is_found_whichever_it_is(int stored, KeyboardMismatch mismatch)
    {
        Token[] tokens = [Us, German];
        await StoreAsync(TokenPurpose.CheckIn, tokens[stored]);

        Assert.Equal((tokens[stored].Text, mismatch), await FindAsync(Us.Text));
    }

    [Fact]
    public async Task No_reading_is_found_if_several_are_stored_or_none_as_a_check_in_token()
    {
        await StoreAsync(TokenPurpose.Ticket, German);
        Assert.Null(await FindAsync(Us.Text));

        await StoreAsync(TokenPurpose.CheckIn, Us);
        Assert.Equal((Us.Text, KeyboardMismatch.Layout), await FindAsync(German.Text));

        await StoreAsync(TokenPurpose.CheckIn, Read("ZYZYZYZYZYZYZYZYZYZYZYZYZYZYZYZYZYZYZYZYZY0"));
        Assert.Null(await FindAsync(German.Text));
    }

    private async Task StoreAsync(TokenPurpose purpose, Token token)
    {
        var party = new AReservation().Confirmed().Build();
        await Host.Database.AddAsync(party);
        await using var db = Host.Database.CreateDbContext();
        db.Attach(party);
        db.Add(ReservationToken.Of(token, purpose, party, TestTimes.Now));
        await db.SaveChangesAsync();
    }

    private async Task<(string, KeyboardMismatch)?> FindAsync(string typed)
    {
        var scanned = ScannedCode.Read(typed, UseCaseFixture.Links);
        Assert.True(scanned.Tokens.Count > 1);
        await using var db = Host.Database.CreateDbContext();
        return await db.FindStoredAsync(scanned, CancellationToken.None) is { } found ? (found.Token.Text, found.Mismatch) : null;
    }

    private static Token Read(string text) => Token.TryParse(text, out var token) ? token : throw new ArgumentException("No token.", nameof(text));
}
