namespace BookingFlow.Web.Domain.Forms;

/// <summary>Validation errors of form fields.</summary>
public enum FieldProblem
{
    Missing,
    TooLong,
    NotAnEmail,

    /// <summary>An e-mail address with letters beyond ASCII before the @, to which the mail server cannot send.</summary>
    NonAsciiEmail,
    NotANumber,
    NotPositive,

    /// <summary>A number below zero.</summary>
    Negative,

    /// <summary>More people than one reservation may hold.</summary>
    TooMany,

    /// <summary>Fewer people than the places that the party asks for.</summary>
    TooFew,

    /// <summary>A number above its limit.</summary>
    TooLarge,
    HasControlCharacters,

    /// <summary>Not one of the available choices.</summary>
    NotAChoice,

    /// <summary>The value must be unique and is already in use.</summary>
    Taken,

    /// <summary>Not made of lower-case letters, digits and single hyphens.</summary>
    NotASlug,
    NotADate,
    NotATime,

    /// <summary>The local time is skipped when the clock is put forward.</summary>
    DoesNotExist,

    /// <summary>The local time occurs twice when the clock is put back, and the occurrence was not chosen.</summary>
    HappensTwice,

    /// <summary>The time must be later than now or than another field.</summary>
    TooEarly,

    /// <summary>The time must be earlier than another field.</summary>
    TooLate,

    /// <summary>Fewer characters than the minimum length of a password.</summary>
    TooShort,

    /// <summary>A wrong password or code.</summary>
    Wrong,

    /// <summary>The file is not of a supported picture type.</summary>
    NotAPicture,

    /// <summary>The picture has a type that phones produce and this program does not read (HEIC, AVIF).</summary>
    HeifPicture,

    /// <summary>The picture is incomplete or damaged.</summary>
    DamagedPicture,

    /// <summary>The picture has more pixels than the limit, in millions.</summary>
    TooManyPixels,

    /// <summary>Not an absolute http or https address.</summary>
    NotAWebAddress,

    /// <summary>Not the origin of a website: https, a host, perhaps a port, and nothing else.</summary>
    NotAnOrigin,

    /// <summary>Not an address to which webhooks can be sent.</summary>
    NotAWebhookAddress,

    /// <summary>An address of a network to which the program sends nothing.</summary>
    PrivateAddress,

    /// <summary>A telephone number with fewer than three digits.</summary>
    NotAPhoneNumber,

    /// <summary>Not a colour of six hexadecimal digits.</summary>
    NotAColour,

    /// <summary>A colour on which text, or which as text, would be hard to read.</summary>
    TooLittleContrast,
}
