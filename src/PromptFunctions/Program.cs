using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Hosting;
using PromptFunctions;
using PromptFunctions.Settings;
using PromptFunctions.Telemetry;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPromptFunctions(builder.Configuration);
builder.Services.AddPromptTelemetry(builder.Configuration, telemetry => telemetry.UseFunctionsWorkerDefaults());
using var app = builder.Build();
if (SettingsCheck.Explain(app.Services) is { } wrong)
{
    await Console.Error.WriteLineAsync(wrong);
    return SettingsCheck.ExitCode;
}
await app.RunAsync();
return 0;
