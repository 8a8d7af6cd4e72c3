namespace BookingFlow.Web.Domain.Door;

/// <summary>How the keyboard of a computer differs from the US keyboard that a scanner types on. Stored in a cookie by its number.</summary>
[Flags]
public enum KeyboardMismatch
{
    None = 0,

    /// <summary>The computer is set to another keyboard layout.</summary>
    Layout = 1,

    CapsLock = 2,
}
