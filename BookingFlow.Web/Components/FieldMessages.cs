using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Messages for invalid form fields. They say what would be valid.</summary>
public static class FieldMessages
{
    public static string Of(InvalidField wrong, IStringLocalizer<Words> t) =>
        // This field holds several dates, so the message names the invalid one.
        wrong is { Field: FormField.Dates, Typed: { } date } ? t[$"Field.Dates.{wrong.Problem}", date] : FieldMessage(wrong, t);

    private static string FieldMessage(InvalidField wrong, IStringLocalizer<Words> t) => wrong.Problem switch
    {
        FieldProblem.Missing => t[$"Field.{wrong.Field}.Missing"],
        FieldProblem.TooLarge when wrong.Field == FormField.Dates => t["Field.Dates.TooMany", wrong.Limit ?? 0],
        FieldProblem.Taken when wrong.Field == FormField.Time => t["Field.Time.Taken"],
        FieldProblem.TooEarly when wrong.Field == FormField.Date => t["Field.Date.TooEarly"],
        FieldProblem.TooEarly when wrong.Field == FormField.BookingClosesDate => t["Field.BookingClosesDate.TooEarly"],
        FieldProblem.TooLate when wrong.Field is FormField.BookingOpensDate or FormField.BookingClosesDate =>
            t["Field.Booking.TooLate", Label(wrong.Field, t)],
        FieldProblem.TooLong => t["Field.TooLong", Label(wrong.Field, t), wrong.Limit ?? 0],
        FieldProblem.NotAnEmail => t["Field.NotAnEmail"],
        FieldProblem.NonAsciiEmail => t["Field.NonAsciiEmail"],
        FieldProblem.NotANumber or FieldProblem.NotPositive or FieldProblem.TooMany when wrong.Field == FormField.SmallestParty =>
            t["Field.SmallestParty.Wrong"],
        FieldProblem.NotANumber when wrong.Field == FormField.PartySize => t["Field.PartySize.NotANumber"],
        FieldProblem.NotANumber => t["Field.NotANumber", Label(wrong.Field, t)],
        FieldProblem.NotPositive when wrong.Field == FormField.PartySize => t["Field.PartySize.NotPositive"],
        FieldProblem.NotPositive => t["Field.NotPositive", Label(wrong.Field, t)],
        FieldProblem.Negative => t["Field.Negative", Label(wrong.Field, t)],
        FieldProblem.TooMany when wrong.Field == FormField.People => t.Count("Field.People.TooMany", wrong.Limit ?? 0),
        FieldProblem.TooFew => t["Field.PartySize.TooFew"],
        FieldProblem.TooMany => t.Count("Field.TooMany", wrong.Limit ?? 0),
        FieldProblem.TooLarge when wrong.Field is FormField.Poster or FormField.Logo => t["Field.Poster.TooLarge", (wrong.Limit ?? 0) / (1024 * 1024)],
        FieldProblem.TooLarge when wrong.Field is FormField.FrameOrigins => t["Field.FrameOrigins.TooLarge", wrong.Limit ?? 0],
        FieldProblem.TooLarge when wrong.Field == FormField.Performances => t["Field.Performances.TooLarge", wrong.Limit ?? 0],
        FieldProblem.TooLarge when wrong.Field == FormField.References => t["Field.References.TooLarge", wrong.Limit ?? 0],
        FieldProblem.TooLarge when wrong.Field == FormField.Directions => t["Field.Directions.TooLarge", wrong.Limit ?? 0],
        FieldProblem.Taken when wrong.Field is FormField.QuestionKind1 or FormField.QuestionKind2 or FormField.QuestionKind3 =>
            t["Field.QuestionKind.Answered"],
        FieldProblem.TooLarge when wrong.Field is FormField.Choices1 or FormField.Choices2 or FormField.Choices3 =>
            t["Field.Choices.TooLarge", wrong.Limit ?? 0, Limits.Answer],
        FieldProblem.TooLarge when wrong.Field is FormField.Note or FormField.VenueAddress or FormField.VenueDirections =>
            t["Field.TooManyLines", Label(wrong.Field, t), wrong.Limit ?? 0],
        FieldProblem.TooLarge => t["Field.TooLarge", Label(wrong.Field, t), wrong.Limit ?? 0],
        FieldProblem.HasControlCharacters => t["Field.HasControlCharacters", Label(wrong.Field, t)],
        FieldProblem.NotAChoice => t["Field.NotAChoice", Label(wrong.Field, t)],
        FieldProblem.Taken => t["Field.Taken", Label(wrong.Field, t)],
        FieldProblem.NotASlug => t["Field.NotASlug"],
        FieldProblem.NotADate => t["Field.NotADate", Label(wrong.Field, t)],
        FieldProblem.NotATime => t["Field.NotATime", Label(wrong.Field, t)],
        FieldProblem.DoesNotExist => t["Field.DoesNotExist"],
        FieldProblem.HappensTwice => t["Field.HappensTwice"],
        FieldProblem.TooEarly => t["Field.TooEarly", Label(wrong.Field, t)],
        FieldProblem.TooLate => t["Field.TooLate", Label(wrong.Field, t)],
        FieldProblem.TooShort => t["Field.TooShort", Label(wrong.Field, t), wrong.Limit ?? 0],
        FieldProblem.Wrong => t["Field.Wrong", Label(wrong.Field, t)],
        FieldProblem.NotAPicture => t["Field.NotAPicture"],
        FieldProblem.HeifPicture => t["Field.HeifPicture"],
        FieldProblem.DamagedPicture => t["Field.DamagedPicture"],
        FieldProblem.TooManyPixels => t["Field.TooManyPixels", wrong.Limit ?? 0],
        FieldProblem.NotAWebAddress => t["Field.NotAWebAddress"],
        FieldProblem.NotAnOrigin => t["Field.NotAnOrigin", wrong.Typed ?? ""],
        FieldProblem.NotAWebhookAddress => t["Field.NotAWebhookAddress"],
        FieldProblem.PrivateAddress => t["Field.PrivateAddress"],
        FieldProblem.NotAPhoneNumber => t["Field.NotAPhoneNumber", Label(wrong.Field, t)],
        FieldProblem.NotAColour => t["Field.NotAColour", Label(wrong.Field, t)],
        FieldProblem.TooLittleContrast => TooLittleContrast(wrong, t),
    };

    private static string TooLittleContrast(InvalidField wrong, IStringLocalizer<Words> t)
    {
        var colour = Colour.Parse(wrong.Typed) ?? Colour.White;
        // Rounded down, so that 4.49 is not shown as the 4.5 that is needed.
        var contrast = Math.Floor(AccentColour.ContrastOf(colour) * 10) / 10;
        return t[
            "Field.TooLittleContrast", Label(wrong.Field, t), contrast.ToString("0.0", CultureInfo.CurrentCulture),
            AccentColour.MinimumContrast.ToString("0.0", CultureInfo.CurrentCulture), AccentColour.Suggest(colour).Hex];
    }

    /// <summary>Returns the message for this field, or null when the field is valid.</summary>
    public static string? MessageOf(this Failure? failure, FormField field, IStringLocalizer<Words> t) =>
        failure?.Fields.FirstOrDefault(wrong => wrong.Field == field) is { } wrong ? Of(wrong, t) : null;

    /// <summary>Returns all messages with the ids of their inputs, for the summary above the form.</summary>
    public static IReadOnlyList<(string FieldId, string Message)> All(Failure? failure, IStringLocalizer<Words> t) =>
        [.. (failure?.Fields ?? []).Select(wrong => (wrong.Field.ToString(), Of(wrong, t)))];

    /// <summary>Returns the field's label.</summary>
    public static string Label(FormField field, IStringLocalizer<Words> t) => t[$"Field.{field}"];
}
