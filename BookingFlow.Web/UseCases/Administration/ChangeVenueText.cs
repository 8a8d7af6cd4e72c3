using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>The house writes a page in its own words, writes it anew, or takes it away.</summary>
public sealed class ChangeVenueText(WriteTransaction write)
{
    /// <returns>The page, or: InvalidInput, Busy.</returns>
    public Task<Result<VenueText>> WriteAsync(VenueTextKind kind, string? words, Actor actor, CancellationToken cancellationToken)
    {
        var check = VenueText.Check(words);
        return write.RunAsync<VenueText>(
            actor,
            async context =>
            {
                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                var text = await FindAsync(context, kind);
                var before = text?.Text;
                if (string.Equals(before, check.Value, StringComparison.Ordinal))
                {
                    return text!;
                }

                if (text is null)
                {
                    text = context.Db.Add(new VenueText { Kind = kind, Text = check.Value }).Entity;
                }

                (text.Text, text.ChangedAt) = (check.Value, context.Now);
                // The log names the page by its id, which a new one gets only now.
                await context.Db.SaveChangesAsync(context.Cancellation);
                Audit(context, text.Id, before, check.Value);
                return text;
            },
            cancellationToken);
    }

    /// <returns>The page that was there, or: NotFound, Busy.</returns>
    public Task<Result<VenueText>> RemoveAsync(VenueTextKind kind, Actor actor, CancellationToken cancellationToken) => write.RunAsync<VenueText>(
        actor,
        async context =>
        {
            if (await FindAsync(context, kind) is not { } text)
            {
                return new Failure(FailureKind.NotFound);
            }

            context.Db.Remove(text);
            Audit(context, text.Id, text.Text, after: null);
            return text;
        },
        cancellationToken);

    private static Task<VenueText?> FindAsync(UseCaseContext context, VenueTextKind kind) =>
        context.Db.VenueTexts.SingleOrDefaultAsync(t => t.Kind == kind, context.Cancellation);

    private static void Audit(UseCaseContext context, int id, string? before, string? after) =>
        context.Audit(AuditAction.HouseTextChanged, AuditSubject.HouseText, id, $"{Told(before)} → {Told(after)}");

    // How it begins and how long it is: the log has no room for a page.
    private static string Told(string? text) => text is null
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{text.Excerpt(60)} ({text.Length})").ReplaceLineEndings(" ");
}
