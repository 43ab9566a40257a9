using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.LocalHost;

namespace PromptFunctions.UnitTests.LocalHost;

/// <summary>Options that run the samples on any free port.</summary>
internal static class SampleHost
{
    public static LocalHostOptions Options { get; } = new()
    {
        FunctionAssembly = typeof(SampleHost).Assembly,
        RunTimers = false,
        Settings = new Dictionary<string, string?> { ["Sample:Schedule"] = "0 30 * * * *" },
        ConfigureServices = services => services.AddScoped<ScopedProbe>().AddSingleton<TimerLog>(),
    };

    public static TimerLog TimerLog(this LocalHostApp app) => app.Services.GetRequiredService<TimerLog>();

    public static LocalHostOptions WithClock(this LocalHostOptions options, TimeProvider clock) => options with
    {
        ConfigureServices = options.ConfigureServices + (services => services.AddSingleton(clock)),
    };
}
