using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>Lists the outbox by state with the reason of failures, retries failed mails, and sends a test mail.</summary>
public sealed class MailListModel(BookingDbContext db, RetryMail retry, SendTestMail test, IStringLocalizer<Words> words) : StaffPage(db)
{
    /// <summary>Maximum number of search words; further words are ignored. Each adds a condition to the query.</summary>
    private const int MaxWords = 8;

    [FromQuery(Name = "state")]
    public string? StateText { get; set; }

    [FromQuery(Name = "q")]
    public string? Query { get; set; }

    [FromQuery(Name = "page")]
    public int? ListPage { get; set; }

    /// <summary>The state to list; null: all.</summary>
    public MailState? State => Enum.TryParse<MailState>(StateText, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    /// <summary>Number of mails in each state, regardless of the search.</summary>
    public IReadOnlyDictionary<MailState, int> Counts { get; private set; } = new Dictionary<MailState, int>();

    public Paged<MailListing> Mails { get; private set; } = Paged<MailListing>.None;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostRetryAsync(int id, CancellationToken cancellationToken) =>
        await RespondAsync(await retry.RetryAsync(id, await ActorAsync(cancellationToken), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostRetryAllAsync(CancellationToken cancellationToken) =>
        await RespondAsync(await retry.RetryAllAsync(await ActorAsync(cancellationToken), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken) =>
        await RespondAsync(await test.SendAsync(await ActorAsync(cancellationToken), cancellationToken), cancellationToken);

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<IActionResult> RespondAsync<T>(Result<T> result, CancellationToken cancellationToken)
        where T : notnull => result.Succeeded ? SeeOtherPage("/Staff/Mail/Index", Done.Sent) : await RefuseAsync(result.Failure, cancellationToken);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Counts = await Db.CountByStateAsync(cancellationToken);
        var mails = State is { } state ? Db.InState(state) : Db.Outbox;
        var searchWords = SearchText.Words(Query?.Replace("-", "", StringComparison.Ordinal)).Take(MaxWords).ToList();
        if (searchWords.Count > 0)
        {
            Mails = await Db.SelectListings(await SearchAsync(mails, searchWords, cancellationToken)).PageAsync(ListPage, cancellationToken);
            return;
        }

        var total = State is { } counted ? Counts[counted] : Counts.Values.Sum();
        Mails = await Db.SelectListings(mails).PageAsync(ListPage, total, cancellationToken);
    }

    private async Task<IQueryable<OutboxMail>> SearchAsync(
        IQueryable<OutboxMail> mails, IReadOnlyList<string> searchWords, CancellationToken cancellationToken)
    {
        // Staff names and mail kinds are matched in memory: both are few, and SQL cannot fold case and accents alike on both databases.
        var colleagues = await Db.Users.OrderBy(u => u.Id).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancellationToken);
        foreach (var word in searchWords)
        {
            var kinds = Enum.GetValues<MailKind>().Where(kind => ContainsFolded(words[$"Mail.Kind.{kind}"], word)).ToList();
            var named = colleagues.Where(c => ContainsFolded(c.DisplayName, word)).Select(c => (int?)c.Id).ToList();
            mails = mails.Where(m => kinds.Contains(m.Kind) || named.Contains(m.StaffId) || m.Reservation!.SearchKey.Contains(word));
        }

        return mails;
    }

    private static bool ContainsFolded(string text, string word) =>
        SearchText.Of(text.Replace("-", "", StringComparison.Ordinal)).Contains(word, StringComparison.Ordinal);
}
