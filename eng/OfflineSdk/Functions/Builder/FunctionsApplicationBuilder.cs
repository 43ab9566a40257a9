using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder
{
    internal FunctionsApplicationBuilder() =>
        throw new PlatformNotSupportedException(
            "This build has no Functions worker (FunctionsSdk=offline): run eng/LocalHost instead, or build with FunctionsSdk=nuget.");

    public ConfigurationManager Configuration { get; }

    public IHostEnvironment Environment { get; }

    public ILoggingBuilder Logging { get; }

    public IServiceCollection Services { get; }

    public IHost Build() => throw new NotSupportedException();
}
