using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Prints the tickets of a party for all its upcoming performances, one a sheet.</summary>
/// <remarks>
/// The answer to the POST is the tickets themselves, because their raw tokens are in no address. A reload prints new tickets; earlier ones stay
/// valid.
/// </remarks>
public sealed class TicketsModel(BookingDbContext db, PrintTicket print, BookingRules rules, TimeProvider clock) : ReservationPage(db)
{
    /// <summary>The reservations with a ticket, in the order of their performances.</summary>
    public IReadOnlyList<Reservation> Parties { get; private set; } = [];

    /// <summary>The tickets to print; empty before they are requested.</summary>
    public IReadOnlyList<(Reservation Party, Token Ticket)> Printed { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Reservation is null || Parties.Count == 0)
        {
            return await RefuseAsync(Reservation is null ? new Failure(FailureKind.NotFound) : CheckAllowed(Reservation)!, cancellationToken);
        }

        var actor = await ActorAsync(cancellationToken);
        List<(Reservation Party, Token Ticket)> printed = [];
        foreach (var party in Parties)
        {
            var ticket = await print.PrintAsync(party.Id, actor, cancellationToken);
            if (!ticket.Succeeded)
            {
                return await RefuseAsync(ticket.Failure, cancellationToken);
            }

            printed.Add((party, ticket.Value));
        }

        Printed = printed;
        return Page();
    }

    protected override Failure? CheckAllowed(Reservation reservation) =>
        Parties.Count > 0 ? null : BoxOfficeRules.CheckPrintTicket(reservation) ?? Failure.NotPossible(Obstacle.PerformanceHasBegun);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Parties = Reservation is null
            ? []
            : await Db.TicketsOfParty(Reservation, rules, clock.GetUtcNow().UtcDateTime).AsNoTracking()
                .Include(r => r.Performance.Show).Include(r => r.Performance.Room)
                .ToListAsync(cancellationToken);
    }
}
