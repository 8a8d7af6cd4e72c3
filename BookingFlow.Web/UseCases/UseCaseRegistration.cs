namespace BookingFlow.Web.UseCases;

/// <summary>Registers every use case.</summary>
public static class UseCaseRegistration
{
    /// <summary>
    /// Registers the public classes of the areas of use cases; the records there are what goes into a use case and comes out of it.
    /// </summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services) => services.Scan(scan => scan
        .FromAssembliesOf(typeof(UseCaseRegistration))
        .AddClasses(classes => classes.InNamespaces(typeof(UseCaseRegistration).Namespace!).Where(type => !IsRecord(type)))
        .AsSelf()
        .WithSingletonLifetime());

    private static bool IsRecord(Type type) => type.IsAssignableTo(typeof(IEquatable<>).MakeGenericType(type));
}
