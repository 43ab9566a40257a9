using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using PromptFunctions;
using PromptFunctions.Settings;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPromptFunctions(builder.Configuration);
using var app = builder.Build();
if (SettingsCheck.Explain(app.Services) is { } wrong)
{
    await Console.Error.WriteLineAsync(wrong);
    return SettingsCheck.ExitCode;
}
await app.RunAsync();
return 0;
