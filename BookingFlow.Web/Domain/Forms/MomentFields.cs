namespace BookingFlow.Web.Domain.Forms;

/// <summary>The fields of a form that say one moment together: a date and a time on the clock of the venue, and which of two.</summary>
public sealed record MomentFields(FormField Date, FormField Time, FormField Occurrence)
{
    public static MomentFields Start { get; } = new(FormField.Date, FormField.Time, FormField.Occurrence);

    public static MomentFields BookingOpens { get; } =
        new(FormField.BookingOpensDate, FormField.BookingOpensTime, FormField.BookingOpensOccurrence);

    public static MomentFields BookingCloses { get; } =
        new(FormField.BookingClosesDate, FormField.BookingClosesTime, FormField.BookingClosesOccurrence);
}
