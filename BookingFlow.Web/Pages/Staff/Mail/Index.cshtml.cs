using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>What is owed, sent, failing and why; to have it tried again, and to see whether mail arrives at all.</summary>
public sealed class MailListModel(BookingDbContext db, RetryMail retry, SendTestMail test, IStringLocalizer<Words> words) : StaffPage(db)
{
    /// <summary>Words of a search that are looked at; nobody types more.</summary>
    private const int MostWords = 8;

    [FromQuery(Name = "state")]
    public string? StateText { get; set; }

    [FromQuery(Name = "q")]
    public string? Query { get; set; }

    [FromQuery(Name = "page")]
    public int? ListPage { get; set; }

    /// <summary>Only mail of this state; null: all.</summary>
    public MailState? State => Enum.TryParse<MailState>(StateText, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    /// <summary>How many mails there are of each state, whatever is searched for.</summary>
    public IReadOnlyDictionary<MailState, int> Counts { get; private set; } = new Dictionary<MailState, int>();

    public Paged<MailListing> Mails { get; private set; } = Paged<MailListing>.None;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostRetryAsync(int id, CancellationToken cancellationToken) =>
        await AnswerAsync(await retry.RetryAsync(id, await PersonAsync(cancellationToken), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostRetryAllAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await retry.RetryAllAsync(await PersonAsync(cancellationToken), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await test.SendAsync(await PersonAsync(cancellationToken), cancellationToken), cancellationToken);

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync<T>(Result<T> result, CancellationToken cancellationToken)
        where T : notnull => result.Succeeded ? SeeOtherPage("/Staff/Mail/Index", Done.Sent) : await RefuseAsync(result.Failure, cancellationToken);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<MailState, int>();
        foreach (var state in Enum.GetValues<MailState>())
        {
            counts[state] = await Db.Outbox.CountAsync(MailStates.Are(state), cancellationToken);
        }

        Counts = counts;
        Mails = await Db.Listed(await FoundAsync(cancellationToken)).PageAsync(ListPage, cancellationToken);
    }

    private async Task<IQueryable<OutboxMail>> FoundAsync(CancellationToken cancellationToken)
    {
        var mails = State is { } state ? Db.Outbox.Where(MailStates.Are(state)) : Db.Outbox;
        var typed = SearchText.Words(Query?.Replace("-", "", StringComparison.Ordinal)).Take(MostWords).ToList();
        if (typed.Count == 0)
        {
            return mails;
        }

        // Colleagues are few, and kinds fewer: both are looked through here, where words are folded.
        var colleagues = await Db.Users.OrderBy(u => u.Id).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancellationToken);
        foreach (var word in typed)
        {
            var kinds = Enum.GetValues<MailKind>().Where(kind => Has(words[$"Mail.Kind.{kind}"], word)).ToList();
            var named = colleagues.Where(c => Has(c.DisplayName, word)).Select(c => (int?)c.Id).ToList();
            mails = mails.Where(m => kinds.Contains(m.Kind) || named.Contains(m.StaffId) || m.Reservation!.SearchKey.Contains(word));
        }

        return mails;
    }

    private static bool Has(string text, string word) =>
        SearchText.Of(text.Replace("-", "", StringComparison.Ordinal)).Contains(word, StringComparison.Ordinal);
}
