using System.Diagnostics.CodeAnalysis;

namespace BookingFlow.Web.Domain;

/// <summary>The result of an operation: a value or a <see cref="Domain.Failure"/>.</summary>
public sealed class Result<T>
    where T : notnull
{
    private Result(T? value, Failure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public Failure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    public static implicit operator Result<T>(T value) => new(value, failure: null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}
