using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Adds, changes or removes one of the venue's own texts, such as the privacy notice.</summary>
public sealed class ChangeVenueText(WriteTransaction write, CurrentVenue current)
{
    /// <summary>Adds or changes a text.</summary>
    /// <returns>The text, or: InvalidInput, Busy.</returns>
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
                    await SetWrittenAsync(context, kind, isWritten: true);
                }

                (text.Text, text.ChangedAt) = (check.Value, context.Now);
                // The audit log needs the id, which the database generates for a new text.
                await context.Db.SaveChangesAsync(context.Cancellation);
                Audit(context, text.Id, before, check.Value);
                return text;
            },
            cancellationToken);
    }

    /// <summary>Removes a text, and with it the page.</summary>
    /// <returns>The removed text, or: NotFound, Busy.</returns>
    public Task<Result<VenueText>> RemoveAsync(VenueTextKind kind, Actor actor, CancellationToken cancellationToken) => write.RunAsync<VenueText>(
        actor,
        async context =>
        {
            if (await FindAsync(context, kind) is not { } text)
            {
                return new Failure(FailureKind.NotFound);
            }

            context.Db.Remove(text);
            await SetWrittenAsync(context, kind, isWritten: false);
            Audit(context, text.Id, text.Text, after: null);
            return text;
        },
        cancellationToken);

    private static Task<VenueText?> FindAsync(UseCaseContext context, VenueTextKind kind) =>
        context.Db.VenueTexts.SingleOrDefaultAsync(t => t.Kind == kind, context.Cancellation);

    // The footers of all pages and mails read the profile in memory, not the texts.
    private async Task SetWrittenAsync(UseCaseContext context, VenueTextKind kind, bool isWritten)
    {
        var profile = await context.Db.VenueProfiles.SingleAsync(context.Cancellation);
        profile.SetWritten(kind, isWritten);
        profile.Touch(context.Now);
        context.AfterCommit(() => current.Set(profile));
    }

    private static void Audit(UseCaseContext context, int id, string? before, string? after) =>
        context.Audit(AuditAction.HouseTextChanged, AuditSubject.HouseText, id, $"{Summarize(before)} → {Summarize(after)}");

    // Beginning and length only: the whole text does not fit into the audit log.
    private static string Summarize(string? text) => text is null
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{text.Excerpt(60)} ({text.Length})").ReplaceLineEndings(" ");
}
