namespace BookingFlow.Web.Staff;

/// <summary>How far somebody came who signs in.</summary>
public enum SignInStep
{
    SignedIn,

    /// <summary>The password was right; the code of the authenticator app is still to come.</summary>
    CodeRequired,
}
