namespace BookingFlow.Web.Domain;

/// <summary>
/// Lengths and ranges, each spelled once: the form's attributes, the validation, the columns and the check
/// constraints all read them here. Lengths are in UTF-16 code units, as .NET and nvarchar count.
/// </summary>
public static class Limits
{
    public const int Name = 100;

    /// <summary>RFC 5321 §4.5.3.1.3: a path of 256 octets, less its angle brackets.</summary>
    public const int Email = 254;

    public const int Phone = 40;

    public const int Notes = 1000;

    public const int Title = 200;

    public const int Slug = 100;

    public const int Summary = 500;

    /// <summary>The widest text that SQL Server keeps in the row: nvarchar(4000).</summary>
    public const int Description = 4000;

    /// <summary>The house's privacy notice and the like: lawyers write long.</summary>
    public const int VenueText = 20_000;

    /// <summary>How to find a room's door.</summary>
    public const int Directions = 1000;

    /// <summary>As many lines as still fit below a ticket on paper.</summary>
    public const int DirectionsLines = 12;

    /// <summary>What browsers and mail programs take without trouble.</summary>
    public const int WebAddress = 500;

    public const int EnumCodeLength = 20;

    /// <summary>A word of the log, which are longer.</summary>
    public const int LongEnumCodeLength = 40;

    public const int LogDetail = 500;

    /// <summary>Why somebody of the house did something.</summary>
    public const int Reason = 300;

    /// <summary>What a door is called.</summary>
    public const int DoorName = 40;

    public const int AltText = 300;

    /// <summary>Two megabytes: a poster at 1600 px, well compressed, needs a quarter of it.</summary>
    public const int PosterBytes = 2 * 1024 * 1024;

    /// <summary>The longest side of a poster in pixels: more than any screen shows, and less than what makes a phone stumble.</summary>
    public const int PosterPixels = 6000;

    /// <summary>A day, in minutes.</summary>
    public const int RunningMinutes = 24 * 60;

    /// <summary>The folded words by which a reservation is found: name, address and reference.</summary>
    public const int SearchKey = 400;

    public const int ErrorText = 500;

    /// <summary>The most people that one reservation can ever hold; the house sets its own limit at or below it.</summary>
    public const int PartySize = 100;

    public const int RoomCapacity = 100_000;

    /// <summary>The most dates on which a performance is played again at once.</summary>
    public const int Copies = 60;

    /// <summary>What the dates take at most, with room to spare.</summary>
    public const int DatesText = 2000;

    /// <summary>The longest span around the start in which a check-in window can open or close: one day, in minutes.</summary>
    public const int CheckInMinutes = 24 * 60;
}
