namespace BookingFlow.Web.Staff;

/// <summary>Result of a successful step of signing in.</summary>
public enum SignInStep
{
    SignedIn,

    /// <summary>The password was correct; a code of the authenticator app is required next.</summary>
    CodeRequired,
}
