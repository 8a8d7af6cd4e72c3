using BookingFlow.Web.Domain;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>What is told of a field that is wrong: not what is wrong with it, but what would be right.</summary>
public static class FieldMessages
{
    public static string Of(InvalidField wrong, IStringLocalizer<Words> t) => wrong.Problem switch
    {
        FieldProblem.Missing => Enter(wrong.Field, t),
        FieldProblem.TooLong => t["Field.TooLong", Label(wrong.Field, t), wrong.Limit ?? 0],
        FieldProblem.NotAnEmail => t["Field.NotAnEmail"],
        FieldProblem.NotANumber => t["Field.NotANumber"],
        FieldProblem.NotPositive => t["Field.NotPositive"],
        FieldProblem.TooMany => t.Count("Field.TooMany", wrong.Limit ?? 0),
        FieldProblem.HasControlCharacters => t["Field.HasControlCharacters", Label(wrong.Field, t)],
    };

    /// <summary>The field's name as its label and its messages say it.</summary>
    public static string Label(ReservationField field, IStringLocalizer<Words> t) => field switch
    {
        ReservationField.Name => t["Field.Name"],
        ReservationField.Email => t["Field.Email"],
        ReservationField.Phone => t["Field.Phone"],
        ReservationField.Notes => t["Field.Notes"],
        ReservationField.PartySize => t["Field.PartySize"],
    };

    private static string Enter(ReservationField field, IStringLocalizer<Words> t) => field switch
    {
        ReservationField.Name => t["Field.Name.Missing"],
        ReservationField.Email => t["Field.Email.Missing"],
        ReservationField.Phone => t["Field.Phone.Missing"],
        ReservationField.Notes => t["Field.Notes.Missing"],
        ReservationField.PartySize => t["Field.PartySize.Missing"],
    };
}
