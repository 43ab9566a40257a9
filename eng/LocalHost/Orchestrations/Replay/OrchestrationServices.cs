using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>What every orchestration's context works with.</summary>
internal sealed record OrchestrationServices(DataConverter Converter, ILoggerFactory Loggers);
