using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Staff;

/// <summary>
/// Signing in, at a pace (<see cref="SignInThrottle"/>). An unknown address, a wrong password, an account without a password and one
/// that is switched off are answered alike, and as slowly.
/// </summary>
public sealed class StaffSignIn(
    UserManager<StaffUser> people,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<StaffUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffUser>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffUser> confirmation,
    SignInThrottle throttle) : SignInManager<StaffUser>(people, http, claims, options, log, schemes, confirmation)
{
    // Of nobody's password: checked where there is none, so that everybody is answered as slowly.
    private static readonly StaffUser DummyUser = new();
    private static readonly Lazy<string> DummyHash = new(() => new PasswordHasher<StaffUser>().HashPassword(DummyUser, Guid.NewGuid().ToString()));

    private string Network => ClientNetwork.Of(Context.Connection.RemoteIpAddress);

    private string StampClaim => Options.ClaimsIdentity.SecurityStampClaimType;

    /// <returns>How far it went, or: TooManyRequests, InvalidInput (whatever is wrong).</returns>
    public async Task<Result<SignInStep>> SignInWithPasswordAsync(string? email, string? password)
    {
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password))
        {
            return Failure.InvalidInput();
        }

        var person = await UserManager.FindByEmailAsync(email.Trim());
        // By the account's own spelling: a database may find it under others.
        if (throttle.RegisterAttempt(person?.NormalizedEmail ?? UserManager.NormalizeEmail(email.Trim())!, Network) is { } throttled)
        {
            return throttled;
        }

        if (person?.PasswordHash is null)
        {
            UserManager.PasswordHasher.VerifyHashedPassword(DummyUser, DummyHash.Value, password);
            return Failure.InvalidInput();
        }

        if (!await UserManager.CheckPasswordAsync(person, password) || !await CanSignInAsync(person))
        {
            return Failure.InvalidInput();
        }

        if (!person.TwoFactorEnabled)
        {
            await CompleteSignInAsync(person);
            return SignInStep.SignedIn;
        }

        var asked = new ClaimsIdentity(IdentityConstants.TwoFactorUserIdScheme);
        asked.AddClaim(new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)));
        asked.AddClaim(new Claim(StampClaim, person.SecurityStamp!));
        await Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(asked));
        return SignInStep.CodeRequired;
    }

    /// <summary>Who has given the right password within the last minutes and owes a code; null: nobody.</summary>
    public async Task<StaffUser?> GetUserAwaitingCodeAsync()
    {
        var asked = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return asked.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            && await UserManager.FindByIdAsync(id) is { TwoFactorEnabled: true, SecurityStamp: { } stamp } person
            && string.Equals(stamp, asked.Principal.FindFirstValue(StampClaim), StringComparison.Ordinal)
            && await CanSignInAsync(person)
                ? person
                : null;
    }

    /// <param name="code">Of the authenticator app, or one of the recovery codes, which is used up by it.</param>
    /// <returns>SignedIn, or: TooManyRequests, InvalidInput (Code).</returns>
    public async Task<Result<SignInStep>> SignInWithCodeAsync(StaffUser person, string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return Failure.InvalidInput(new InvalidField(FormField.Code, FieldProblem.Missing));
        }

        if (RegisterPasswordAttempt(person) is { } throttled)
        {
            return throttled;
        }

        if (!await IsAuthenticatorCodeAsync(person, code) && !(await UserManager.RedeemTwoFactorRecoveryCodeAsync(person, code)).Succeeded)
        {
            return Failure.InvalidInput(new InvalidField(FormField.Code, FieldProblem.Wrong));
        }

        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await CompleteSignInAsync(person);
        return SignInStep.SignedIn;
    }

    /// <summary>
    /// Asks for a try at the password of somebody who is signed in: whoever found an open browser shall not guess it there.
    /// <see cref="CompleteSignInAsync"/> tells that it was right.
    /// </summary>
    public Failure? RegisterPasswordAttempt(StaffUser person) => throttle.RegisterAttempt(person.NormalizedEmail!, Network);

    /// <summary>Signs in, and also renews a session after its person changed the account.</summary>
    public async Task CompleteSignInAsync(StaffUser person)
    {
        throttle.Succeeded(person.NormalizedEmail!, Network);
        // How long the cookie lasts is said once for all of them, and in seconds (StaffHosting): here it would be a date.
        await SignInAsync(person, isPersistent: false);
    }

    /// <summary>Whoever changed the own account stays, while all other sessions end: the session that it was done in is renewed.</summary>
    public async Task RenewSessionAsync(int staffId)
    {
        var person = (await UserManager.FindByIdAsync(staffId.ToString(CultureInfo.InvariantCulture)))!;
        await CompleteSignInAsync(person);
    }

    public override Task<bool> CanSignInAsync(StaffUser user) => Task.FromResult(user.DisabledAt is null);

    private async Task<bool> IsAuthenticatorCodeAsync(StaffUser person, string code)
    {
        var digits = AuthenticatorKey.NormalizeCode(code);
        return await UserManager.VerifyTwoFactorTokenAsync(person, Options.Tokens.AuthenticatorTokenProvider, digits)
            && throttle.IsFirstUse(person.NormalizedEmail!, digits);
    }
}
