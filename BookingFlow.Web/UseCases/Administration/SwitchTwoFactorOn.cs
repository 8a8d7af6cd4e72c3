using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Somebody signs in with a code of an authenticator app from now on. A first code proves that the app has the key.</summary>
public sealed class SwitchTwoFactorOn(WriteTransaction write, StaffIdentity identity)
{
    private const int HowMany = 10;

    /// <param name="key">As <see cref="AuthenticatorKey.New"/> made it for the page that showed it.</param>
    /// <returns>The recovery codes, or: NotFound, InvalidInput (Code), NotPossible (it is on already), Busy. All other sessions end.</returns>
    public Task<Result<RecoveryCodes>> SwitchOnAsync(
        int id, string? key, string? code, CancellationToken cancellationToken) => write.RunAsync<RecoveryCodes>(
        actor: null,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (person.TwoFactorEnabled)
            {
                return new Failure(FailureKind.NotPossible);
            }

            if (string.IsNullOrWhiteSpace(code))
            {
                return Failure.InvalidInput(new InvalidField(FormField.Code, FieldProblem.Missing));
            }

            // A wrong code rolls the key back, too.
            using var people = identity.In(context.Db);
            using var store = new StaffStore(context.Db);
            if (!AuthenticatorKey.IsOne(key) || !await IsRightAsync(store, people, person, key!, AuthenticatorKey.Digits(code), context.Cancellation))
            {
                return Failure.InvalidInput(new InvalidField(FormField.Code, FieldProblem.Wrong));
            }

            StaffIdentity.Require(await people.SetTwoFactorEnabledAsync(person, enabled: true));
            var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, HowMany);
            context.Audit(person.AsActor(), AuditAction.TwoFactorSwitchedOn, AuditSubject.Staff, id);
            return new RecoveryCodes([.. codes!]);
        },
        cancellationToken);

    private static async Task<bool> IsRightAsync(
        StaffStore store, UserManager<StaffUser> people, StaffUser person, string key, string code, CancellationToken cancellationToken)
    {
        await store.SetAuthenticatorKeyAsync(person, key, cancellationToken);
        return await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code);
    }
}
