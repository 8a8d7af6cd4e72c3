using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Somebody signs in with a code of an authenticator app from now on. A first code proves that the app has the key.</summary>
public sealed class SwitchTwoFactorOn(WriteTransaction write, StaffAccounts accounts, TimeProvider clock)
{
    private const int HowMany = 10;

    /// <param name="key">As <see cref="AuthenticatorKey.New"/> made it for the page that showed it.</param>
    /// <returns>The recovery codes, or: NotFound, InvalidInput (Code), NotPossible (it is on already), Busy. All other sessions end.</returns>
    public Task<Result<RecoveryCodes>> SwitchOnAsync(int id, string? key, string? code, CancellationToken cancellationToken) => write.RunAsync<RecoveryCodes>(
        async (db, cancelled) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancelled) is not { } person)
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
            using var people = accounts.In(db);
            using var store = new StaffStore(db);
            if (!AuthenticatorKey.IsOne(key) || !await IsRightAsync(store, people, person, key!, AuthenticatorKey.Digits(code), cancelled))
            {
                return Failure.InvalidInput(new InvalidField(FormField.Code, FieldProblem.Wrong));
            }

            StaffAccounts.Demand(await people.SetTwoFactorEnabledAsync(person, enabled: true));
            var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, HowMany);
            db.Add(AuditEntry.Of(new Actor(id, person.DisplayName), AuditAction.TwoFactorSwitchedOn, AuditSubject.Staff, id, detail: null, clock.GetUtcNow().UtcDateTime));
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
