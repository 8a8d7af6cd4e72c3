using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class CanonicalizeAddressesOnSqliteTests() : CanonicalizeAddressesTests(DatabaseDialect.Sqlite);

public sealed class CanonicalizeAddressesOnSqlServerTests() : CanonicalizeAddressesTests(DatabaseDialect.SqlServer);

public abstract class CanonicalizeAddressesTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Performance _performance = new APerformance().Build();

    [Theory]
    [InlineData("Ada@Example.ORG", "Ada@example.org")]
    [InlineData("ada@xn--mller-kva.example", "ada@müller.example")]
    [InlineData("ada@example\u3002org", "ada@example.org")]
    [InlineData("ada@\u24D4xam\u200Dple.org", "ada@example.org")]
    public async Task An_address_that_an_earlier_version_stored_is_found_by_its_canonical_form(string stored, string canonical)
    {
        var id = await AddStoredBeforeAsync(stored);

        await Host.CanonicalizeAddresses.RunAsync(CancellationToken.None);

        var reservation = await Host.ReservationAsync(id);
        Assert.Equal((canonical, MailboxKey.Of(canonical)), (reservation.Email, reservation.MailboxKey));
        Assert.Contains(SearchText.Words(canonical)[0], await SearchKeyAsync(id), StringComparison.Ordinal);
        Assert.Single((await Host.ExportAddress.ExportAsync(canonical, Host.Actor, CancellationToken.None)).Value!.Reservations);
    }

    [Fact]
    public async Task More_than_a_batch_is_done_and_parties_without_an_address_are_left_alone()
    {
        await Host.Database.AddAsync(
            [
                .. Enumerable.Range(0, CanonicalizeAddresses.BatchSize + 1)
                    .Select(i => new AReservation().For(_performance).WithEmail($"guest{i}@example.org").Build()),
                new AReservation().For(_performance).WithEmail(null).Build(),
            ]);
        await Host.Database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.MailboxKey, (Guid?)null)));

        await Host.CanonicalizeAddresses.RunAsync(CancellationToken.None);

        Assert.Equal(1, await Host.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.MailboxKey == null)));
    }

    private async Task<int> AddStoredBeforeAsync(string email)
    {
        var reservation = new AReservation().For(_performance).Build();
        await Host.Database.AddAsync(reservation);
        await Host.Database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Email, email).SetProperty(r => r.MailboxKey, (Guid?)null)));
        return reservation.Id;
    }

    private Task<string> SearchKeyAsync(int id) =>
        Host.Database.ReadAsync(db => db.Reservations.Where(r => r.Id == id).Select(r => r.SearchKey).SingleAsync());
}
