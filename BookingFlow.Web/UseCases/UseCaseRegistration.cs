namespace BookingFlow.Web.UseCases;

/// <summary>Registers every use case.</summary>
public static class UseCaseRegistration
{
    /// <summary>Registers the public classes of this namespace; its records are what goes into a use case and comes out of it.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        var useCases = typeof(UseCaseRegistration).Assembly.GetTypes().Where(type =>
            type is { IsPublic: true, IsClass: true, IsAbstract: false } && !IsRecord(type)
            && type.Namespace?.StartsWith(typeof(UseCaseRegistration).Namespace! + '.', StringComparison.Ordinal) == true);
        foreach (var useCase in useCases)
        {
            services.AddSingleton(useCase);
        }

        return services;
    }

    private static bool IsRecord(Type type) => type.IsAssignableTo(typeof(IEquatable<>).MakeGenericType(type));
}
