using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>The house writes a page in its own words, writes it anew, or takes it away.</summary>
public sealed class ChangeVenueText(WriteTransaction write, TimeProvider clock)
{
    /// <returns>The page, or: InvalidInput, Busy.</returns>
    public Task<Result<VenueText>> WriteAsync(VenueTextKind kind, string? words, Actor by, CancellationToken cancellationToken)
    {
        var check = VenueText.Check(words);
        return write.RunAsync<VenueText>(
            async (db, cancelled) =>
            {
                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                var (now, text) = (clock.GetUtcNow().UtcDateTime, await FindAsync(db, kind, cancelled));
                var before = text?.Text;
                if (string.Equals(before, check.Value, StringComparison.Ordinal))
                {
                    return text!;
                }

                if (text is null)
                {
                    text = db.Add(new VenueText { Kind = kind, Text = check.Value }).Entity;
                }

                (text.Text, text.ChangedAt) = (check.Value, now);
                // The log names the page by its id, which a new one gets only now.
                await db.SaveChangesAsync(cancelled);
                db.Add(Entry(by, text.Id, before, check.Value, now));
                return text;
            },
            cancellationToken);
    }

    /// <returns>The page that was there, or: NotFound, Busy.</returns>
    public Task<Result<VenueText>> RemoveAsync(VenueTextKind kind, Actor by, CancellationToken cancellationToken) => write.RunAsync<VenueText>(
        async (db, cancelled) =>
        {
            if (await FindAsync(db, kind, cancelled) is not { } text)
            {
                return new Failure(FailureKind.NotFound);
            }

            db.Remove(text);
            db.Add(Entry(by, text.Id, text.Text, null, clock.GetUtcNow().UtcDateTime));
            return text;
        },
        cancellationToken);

    private static Task<VenueText?> FindAsync(BookingDbContext db, VenueTextKind kind, CancellationToken cancellationToken) =>
        db.VenueTexts.SingleOrDefaultAsync(t => t.Kind == kind, cancellationToken);

    private static AuditEntry Entry(Actor by, int id, string? before, string? after, DateTime now) =>
        AuditEntry.Of(by, AuditAction.HouseTextChanged, AuditSubject.HouseText, id, $"{Told(before)} → {Told(after)}", now);

    // How it begins and how long it is: the log has no room for a page.
    private static string Told(string? text) => text is null
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{text.Excerpt(60)} ({text.Length})").ReplaceLineEndings(" ");
}
