namespace BookingFlow.Web.Domain.Forms;

/// <summary>The form fields that make up one local date and time of the venue.</summary>
/// <param name="Occurrence">The field that chooses between the two occurrences of an ambiguous local time.</param>
public sealed record LocalDateTimeFields(FormField Date, FormField Time, FormField Occurrence)
{
    public static LocalDateTimeFields Start { get; } = new(FormField.Date, FormField.Time, FormField.Occurrence);

    public static LocalDateTimeFields BookingOpens { get; } =
        new(FormField.BookingOpensDate, FormField.BookingOpensTime, FormField.BookingOpensOccurrence);

    public static LocalDateTimeFields BookingCloses { get; } =
        new(FormField.BookingClosesDate, FormField.BookingClosesTime, FormField.BookingClosesOccurrence);
}
