namespace BookingFlow.Web.Domain;

/// <summary>Maximum lengths and values, shared by form attributes, validation, columns and check constraints.</summary>
/// <remarks>Lengths are in UTF-16 code units, as .NET strings and <c>nvarchar</c> count.</remarks>
public static class Limits
{
    public const int Name = 100;

    /// <summary>RFC 5321 §4.5.3.1.3: a path of 256 octets, less the two angle brackets.</summary>
    public const int Email = 254;

    public const int Phone = 40;

    public const int Notes = 1000;

    /// <summary>The staff's note on a reservation, which is read at arm's length.</summary>
    public const int StaffNote = 200;

    /// <summary>A show's note for its mails and tickets: as much as fits on a printed ticket beside the directions.</summary>
    public const int ShowNote = 300;

    /// <summary>Lines of a show's note.</summary>
    public const int ShowNoteLines = 5;

    public const int Question = 150;

    /// <summary>All choices of a question.</summary>
    public const int Choices = 1000;

    public const int Answer = 200;

    public const int Title = 200;

    public const int Slug = 100;

    public const int Summary = 500;

    /// <summary>The longest text that SQL Server stores in the row: nvarchar(4000).</summary>
    public const int Description = 4000;

    /// <summary>Subject of a message to parties: longer ones are cut by mailboxes.</summary>
    public const int MessageSubject = 120;

    /// <summary>Text of a message to parties: the longest that SQL Server stores in the row.</summary>
    public const int MessageText = 4000;

    /// <summary>Privacy notice and imprint: long enough for legal texts.</summary>
    public const int VenueText = 20_000;

    public const int VenueName = 100;

    public const int VenueAddress = 300;

    /// <summary>Lines of the venue's address that fit into a ticket's header.</summary>
    public const int VenueAddressLines = 5;

    /// <summary>The longest name in the IANA time zone database has 32 characters.</summary>
    public const int TimeZone = 60;

    /// <summary>The kinds of the venue's own texts, separated by commas.</summary>
    public const int WrittenTexts = 60;

    /// <summary>Two letters for each language, separated by commas.</summary>
    public const int OfferedLanguages = 60;

    /// <summary>How long a confirmation link may be valid, in minutes: 30 days.</summary>
    public const int ConfirmationMinutes = 30 * 24 * 60;

    /// <summary>How long before the start parties can last change their reservations, in minutes: 30 days.</summary>
    public const int ChangesCloseMinutes = 30 * 24 * 60;

    /// <summary>How long before the start seats that are not claimed can be released, in minutes: two hours.</summary>
    public const int CurtainReleaseMinutes = 120;

    /// <summary>How long before the start access places can be released, in hours: two weeks.</summary>
    public const int AccessReleaseHours = 14 * 24;

    /// <summary>How long before the start a waiting list can close, in minutes: one week.</summary>
    public const int WaitingListClosesMinutes = 7 * 24 * 60;

    /// <summary>How long before the start parties are reminded at most, in hours: two weeks.</summary>
    public const int ReminderHours = 14 * 24;

    /// <summary>How long personal data may be kept after a performance, in days: ten years.</summary>
    public const int RetentionDays = 3650;

    /// <summary>A stored logo in bytes: more than all its pixels take.</summary>
    public const int LogoBytes = 512 * 1024;

    /// <summary>Directions to a room, or to the venue.</summary>
    public const int Directions = 1000;

    /// <summary>Lines of directions that fit below a ticket on one printed page.</summary>
    public const int DirectionsLines = 12;

    /// <summary>A length that browsers and mail programs handle reliably.</summary>
    public const int WebAddress = 500;

    /// <summary>The events of a webhook, separated by commas.</summary>
    public const int WebhookEvents = 200;

    /// <summary>A message to a webhook: ids and figures, and the slug of a show.</summary>
    public const int WebhookBody = 1000;

    /// <summary>A secret that is encrypted with the keys of data protection.</summary>
    public const int ProtectedSecret = 500;

    /// <summary>Websites that may show the programme in a frame.</summary>
    public const int FrameOrigins = 20;

    /// <summary>All of them, separated by spaces; as typed, one in each line.</summary>
    public const int FrameOriginsText = 1000;

    /// <summary>An enum member stored in snake case.</summary>
    public const int EnumCodeLength = 20;

    /// <summary>An audit log enum member stored in snake case; these are longer.</summary>
    public const int LongEnumCodeLength = 40;

    public const int LogDetail = 500;

    /// <summary>The reason that staff give for a change.</summary>
    public const int Reason = 300;

    public const int DoorName = 40;

    /// <summary>Name of a volunteer at a paired device; shorter than <see cref="Name"/>, which has room for the staff member, too.</summary>
    public const int Volunteer = 40;

    public const int AltText = 300;

    /// <summary>Size of an uploaded picture file in bytes: 20 MiB. Photographs from phones have 2 to 12.</summary>
    public const int PictureBytes = 20 * 1024 * 1024;

    /// <summary>
    /// Size of an uploaded picture in millions of pixels. Phones take photographs of 12 to 64, and decoded, a PNG of 65 fills 260 MB.
    /// </summary>
    public const int PictureMegapixels = 65;

    /// <summary>Name of a stored picture file, such as <c>1280.webp</c>.</summary>
    public const int PictureFileName = 20;

    /// <summary>Running time in minutes: one day.</summary>
    public const int RunningMinutes = 24 * 60;

    /// <summary>The folded search text of a reservation: name, e-mail address and reference.</summary>
    public const int SearchKey = 400;

    public const int ErrorText = 500;

    /// <summary>Maximum people in one reservation; the venue sets its own limit at or below it.</summary>
    public const int PartySize = 100;

    /// <summary>Performances that can be reserved with one form: each has a lock, and all are held while the party confirms.</summary>
    public const int PerformancesAtOnce = 12;

    public const int RoomCapacity = 100_000;

    /// <summary>Maximum number of copies of a performance made at once.</summary>
    public const int Copies = 60;

    /// <summary>Length of the field with the dates of the copies; the maximum number of dates needs less.</summary>
    public const int DatesText = 2000;

    /// <summary>Longest time before or after the start at which the check-in window can open or close, in minutes: one day.</summary>
    public const int CheckInMinutes = 24 * 60;
}
