using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Staff;

/// <summary>Signs in staff with password and authenticator code, throttled by <see cref="SignInThrottle"/>.</summary>
/// <remarks>
/// An unknown address, a wrong password, an account without a password and a disabled account get the same answer in the same time, so that
/// the answer does not reveal which accounts exist.
/// </remarks>
public sealed class StaffSignIn(
    UserManager<StaffUser> people,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<StaffUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffUser>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffUser> confirmation,
    SignInThrottle throttle,
    StaffDevices devices,
    TimeProvider clock) : SignInManager<StaffUser>(people, http, claims, options, log, schemes, confirmation)
{
    // Verified if an account has no password or does not exist, so that the answer takes the same time.
    private static readonly StaffUser DummyUser = new();
    private static readonly Lazy<string> DummyHash = new(() => new PasswordHasher<StaffUser>().HashPassword(DummyUser, Guid.NewGuid().ToString()));

    private string StampClaim => Options.ClaimsIdentity.SecurityStampClaimType;

    /// <summary>Checks the password, and signs in if no code is required.</summary>
    /// <returns>The step reached, or: TooManyRequests, InvalidInput (without a field, whatever is wrong).</returns>
    public async Task<Result<SignInStep>> SignInWithPasswordAsync(string? email, string? password)
    {
        if (EmailAddress.Read(email) is not { } address || !EmailAddress.IsValid(address) || string.IsNullOrEmpty(password))
        {
            return Failure.InvalidInput();
        }

        var person = await UserManager.FindByEmailAsync(address);
        // Count by the account's stored address: the database may compare more loosely and find it by several spellings.
        if (throttle.RegisterAttempt(person?.NormalizedEmail ?? UserManager.NormalizeEmail(address)!, ClientOf(person)) is { } throttled)
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

    /// <summary>Returns the user who has entered the correct password and must enter a code next, or null.</summary>
    /// <remarks>The password step expires after a few minutes, and when the account's security stamp changes.</remarks>
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

    /// <summary>Checks the code and completes signing in.</summary>
    /// <param name="code">A code of the authenticator app, or a recovery code, which becomes invalid.</param>
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

    /// <summary>Counts an attempt at the current password of a signed-in user, who may be an intruder at an unattended browser.</summary>
    /// <remarks><see cref="CompleteSignInAsync"/> resets the count.</remarks>
    /// <returns>TooManyRequests, or null if the attempt is allowed.</returns>
    public Failure? RegisterPasswordAttempt(StaffUser person) => throttle.RegisterAttempt(person.NormalizedEmail!, ClientOf(person));

    /// <summary>Returns the session of the request; null if nobody is signed in.</summary>
    public async Task<StaffSession?> FindSessionAsync()
    {
        var current = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return StaffSession.Of(current.Principal, current.Properties);
    }

    /// <summary>Finds the device of the request, if the account with this address has signed in on it before.</summary>
    /// <param name="email">As it was typed.</param>
    /// <returns>The key of the device's counts; null if it is not known.</returns>
    public async Task<string?> FindDeviceAsync(string? email) =>
        devices.HasAny(Context)
        && EmailAddress.Read(email) is { } address && EmailAddress.IsValid(address)
        && await UserManager.FindByEmailAsync(address) is { } person
            ? devices.Find(Context, person)
            : null;

    /// <summary>Finds the device of the request, if the account has signed in on it before.</summary>
    /// <returns>The key of the device's counts; null if it is not known.</returns>
    public string? FindDevice(StaffUser person) => devices.Find(Context, person);

    /// <summary>Renews the current session after a change of the account that ends all other sessions. Its start stays the same.</summary>
    public async Task RenewSessionAsync(int staffId)
    {
        var person = (await UserManager.FindByIdAsync(staffId.ToString(CultureInfo.InvariantCulture)))!;
        var startedAt = (await FindSessionAsync())?.StartedAt;
        await CompleteSignInAsync(person, startedAt);
    }

    public override Task<bool> CanSignInAsync(StaffUser user) => Task.FromResult(user.DisabledAt is null);

    private string ClientOf(StaffUser? person) =>
        (person is null ? null : devices.Find(Context, person)) ?? ClientNetwork.Of(Context.Connection.RemoteIpAddress);

    /// <summary>Resets the throttle, issues the session cookie, and remembers the device.</summary>
    /// <param name="startedAt">Start of the session; null for a new one.</param>
    private async Task CompleteSignInAsync(StaffUser person, DateTimeOffset? startedAt = null)
    {
        throttle.Succeeded(person.NormalizedEmail!, ClientOf(person));
        var session = new StaffSession(person.Id, Guid.NewGuid(), startedAt ?? clock.GetUtcNow());
        await SignInAsync(person, session.ToProperties());
        devices.Remember(Context, person);
    }

    private async Task<bool> IsAuthenticatorCodeAsync(StaffUser person, string code)
    {
        var digits = AuthenticatorKey.NormalizeCode(code);
        return await UserManager.VerifyTwoFactorTokenAsync(person, Options.Tokens.AuthenticatorTokenProvider, digits)
            && throttle.IsFirstUse(person.NormalizedEmail!, digits);
    }
}
