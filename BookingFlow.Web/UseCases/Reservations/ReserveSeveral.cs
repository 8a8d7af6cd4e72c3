using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Mail;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Makes a pending reservation for each of several performances of a show, and queues one mail with one confirmation link.</summary>
/// <remarks>
/// All or none, in one transaction. As in <see cref="ReserveSeats"/>, no seats are taken, so no lock is needed; a repeated submission makes nothing
/// more; and of too many requests the mail is held back (docs/decisions/0074).
/// </remarks>
public sealed class ReserveSeveral(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, CurrentVenue current, MailServerCapabilities mailServer, TimeProvider clock,
    BookingMetrics metrics, MailRequestLimiter limiter)
{
    /// <summary>Checks a submission without making the reservations, for a form that has a question first.</summary>
    /// <returns>As <see cref="ReserveAsync"/>, or null.</returns>
    public async Task<Failure?> CheckAsync(
        string slug, ReservationInput typed, IReadOnlyDictionary<int, string?> people, CancellationToken cancellationToken)
    {
        var group = await ValidateAsync(slug, typed, people, cancellationToken);
        return group.Succeeded ? group.Value.CheckOpen(clock.GetUtcNow().UtcDateTime) : group.Failure;
    }

    /// <param name="typed">The fields of the party; its party size is ignored.</param>
    /// <param name="people">The number of people for each performance, as submitted; empty for those that the party does not want.</param>
    /// <param name="submissionId">Hidden id of the form.</param>
    /// <returns>
    /// The reservation that is mailed, of the last performance, or: ShowNotFound, InvalidInput, the refusals one by one
    /// (<see cref="Failure.Each"/>: PerformanceNotFound, BookingClosed, NotEnoughSeats), Busy.
    /// </returns>
    public async Task<Result<Reservation>> ReserveAsync(
        string slug, ReservationInput typed, IReadOnlyDictionary<int, string?> people, Guid submissionId, CancellationToken cancellationToken)
    {
        var check = await ValidateAsync(slug, typed, people, cancellationToken);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var (group, now) = (check.Value, clock.GetUtcNow().UtcDateTime);
        var (id, last) = (group.IdOf(submissionId), group.Parties[^1]);
        return await write.RunAsync<Reservation>(
            actor: null,
            async context =>
            {
                var stored = await RepeatedSubmission.ReservationAsync(context, last.Details.SubmissionKey(id, last.Performance.Id));
                if (stored is not null)
                {
                    return stored;
                }

                return group.CheckOpen(now) is { } refusal ? refusal : await StoreAsync(context, group, id, typed);
            },
            cancellationToken);
    }

    private async Task<Result<ValidGroup>> ValidateAsync(
        string slug, ReservationInput typed, IReadOnlyDictionary<int, string?> people, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var show = await db.Shows.AsNoTracking().Include(s => s.Questions.Where(q => q.RetiredAt == null))
            .SingleOrDefaultAsync(s => s.Slug == slug && s.IsPublished && s.SeveralAtOnce, cancellationToken);
        if (show is null)
        {
            return new Failure(FailureKind.ShowNotFound);
        }

        var chosen = ValidGroup.Chosen(people);
        var ids = chosen.Keys.ToArray();
        var performances = await db.Performances.AsNoTracking().Include(p => p.Show).Include(p => p.Room)
            .Where(p => p.ShowId == show.Id && p.IsPublic && EF.Parameter(ids).Contains(p.Id))
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        return ValidGroup.Check(
            chosen, performances, current.Rules,
            (partySize, largest) => ValidReservation.Check(
                typed.Name, typed.Email, typed.Phone, typed.Notes, partySize, largest,
                allowsNonAsciiEmail: mailServer.AllowsNonAsciiEmail, questions: show.Questions, answers: typed.Answers));
    }

    private async Task<Reservation> StoreAsync(UseCaseContext context, ValidGroup group, Guid id, ReservationInput typed)
    {
        List<Reservation> made = [];
        foreach (var (performance, details) in group.Parties)
        {
            var reservation = Reservation.Pending(
                performance.Id, details, Reference.New(), details.SubmissionKey(id, performance.Id), context.Now,
                current.Rules.ConfirmationExpiry(context.Now, performance.StartsAt));
            reservation.Language = Languages.ForVisitors(typed.Language);
            reservation.GroupId = group.Parties.Count > 1 ? id : null;
            made.Add(reservation);
            context.AfterCommit(metrics.Reserved);
        }

        context.Db.AddRange(made);
        // To the last performance's, so that the mail is sent as long as one of them is to come.
        await limiter.ApplyAsync(
            context, context.Enqueue(MailKind.Confirmation, made[^1]), new MailRequest(group.Parties[^1].Details.Email!, typed.ClientKey));
        return made[^1];
    }
}
