using BookingFlow.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Base class of the forms with which visitors reserve: the fields of the party, and the question about its address.</summary>
public abstract class ReservationFormPage(Venue venue, IStringLocalizer<Words> words) : BasePage, IRateLimitedForm
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The suggested address when the visitor took it, otherwise as typed.</summary>
    [BindProperty]
    public string? Email
    {
        get => SuggestedEmail ?? field;
        set;
    }

    /// <summary>Sent by the button that takes the suggestion of <see cref="EmailQuestion"/>.</summary>
    [BindProperty]
    public string? SuggestedEmail { get; set; }

    /// <inheritdoc cref="EmailQuestion.Asked"/>
    [BindProperty]
    public string? AskedEmails { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Notes { get; set; }

    [BindProperty]
    public string? Answer1 { get; set; }

    [BindProperty]
    public string? Answer2 { get; set; }

    [BindProperty]
    public string? Answer3 { get; set; }

    /// <summary>Id of the rendered form. A repeated submission is stored once.</summary>
    [BindProperty]
    public string? SubmissionId { get; set; }

    /// <summary>The questions of the show, in the order of the form.</summary>
    public IReadOnlyList<ShowQuestion> Questions { get; protected set; } = [];

    /// <summary>The answers as typed, by position of the question.</summary>
    public IReadOnlyList<string?> Answers => [Answer1, Answer2, Answer3];

    public EmailQuestion EmailQuestion => EmailQuestion.About(Email, AskedEmails);

    public string? RateLimitedEmail => EmailQuestion.IsOpen ? null : EmailAddress.Read(Email);

    /// <summary>Returns the validation message of a field; null when it is valid.</summary>
    public string? Message(FormField field) => Failure?.Fields.FirstOrDefault(wrong => wrong.Field == field) is { } wrong ? MessageOf(wrong) : null;

    /// <summary>The largest party, and whom a larger one can call or write to.</summary>
    protected string LargestParty(int people) => string.Join(
        ' ', new[] { words.Count("Field.PartySize.Hint", people), ContactWords.LargerParty(venue, words) }.OfType<string>());

    /// <summary>Returns the validation message of a field.</summary>
    protected string MessageOf(InvalidField wrong) =>
        wrong.Problem == FieldProblem.TooMany && ContactWords.LargerParty(venue, words) is { } contact
            ? $"{FieldMessages.Of(wrong, words)}. {contact}"
            : FieldMessages.Of(wrong, words);
}
