namespace BookingFlow.Web.Domain.Forms;

/// <summary>What can be wrong with a field.</summary>
public enum FieldProblem
{
    Missing,
    TooLong,
    NotAnEmail,
    NotANumber,
    NotPositive,

    /// <summary>A count below zero.</summary>
    Negative,

    /// <summary>More people than one reservation may hold.</summary>
    TooMany,

    /// <summary>A number above its limit.</summary>
    TooLarge,
    HasControlCharacters,

    /// <summary>Not among those that can be chosen.</summary>
    NotAChoice,

    /// <summary>Another thing of the house has this already.</summary>
    Taken,

    /// <summary>Lower-case letters, digits and single hyphens make an address.</summary>
    NotASlug,
    NotADate,
    NotATime,

    /// <summary>The clock jumps over it in the night of a clock change.</summary>
    DoesNotExist,

    /// <summary>The clock shows it twice in the night of a clock change, and it was not said which is meant.</summary>
    HappensTwice,

    /// <summary>It must come later than something else, or than now.</summary>
    TooEarly,

    /// <summary>It must come before something else.</summary>
    TooLate,

    /// <summary>Fewer characters than a password needs.</summary>
    TooShort,

    /// <summary>Not what is stored: a wrong password, a wrong code.</summary>
    Wrong,

    /// <summary>The file is none of the picture types that are taken.</summary>
    NotAPicture,

    /// <summary>A picture with a side that is longer than the limit.</summary>
    TooManyPixels,

    /// <summary>An absolute address that begins with https or http is.</summary>
    NotAWebAddress,
}
