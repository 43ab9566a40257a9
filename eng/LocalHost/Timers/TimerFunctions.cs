using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.LocalHost.Timers;

internal static class TimerFunctions
{
    /// <param name="services">Where the scheduler is registered.</param>
    /// <param name="followSchedules">False: timers run on demand only.</param>
    public static void AddTimerFunctions(this IServiceCollection services, bool followSchedules)
    {
        services.AddSingleton(provider => new TimerScheduler(
            provider.GetRequiredService<FunctionCatalog>(),
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Function"),
            followSchedules));
        services.AddHostedService(provider => provider.GetRequiredService<TimerScheduler>());
    }
}
