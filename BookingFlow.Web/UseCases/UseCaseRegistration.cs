namespace BookingFlow.Web.UseCases;

/// <summary>Registers the use cases.</summary>
public static class UseCaseRegistration
{
    /// <summary>Registers all public classes in these namespaces as singletons, except records, which are inputs and results.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services) => services.Scan(scan => scan
        .FromAssembliesOf(typeof(UseCaseRegistration))
        .AddClasses(classes => classes.InNamespaces(typeof(UseCaseRegistration).Namespace!).Where(type => !IsRecord(type)))
        .AsSelf()
        .WithSingletonLifetime());

    private static bool IsRecord(Type type) => type.IsAssignableTo(typeof(IEquatable<>).MakeGenericType(type));
}
