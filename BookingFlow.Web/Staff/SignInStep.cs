using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Staff;

/// <summary>How far somebody came who signs in.</summary>
public enum SignInStep
{
    SignedIn,

    /// <summary>The password was right; the code of the authenticator app is still to come.</summary>
    CodeIsAsked,
}
