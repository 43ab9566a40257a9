using Microsoft.Azure.Functions.Worker;

namespace PromptFunctions.UnitTests.LocalHost;

public sealed record TimerRun(string Name, DateTimeOffset At, TimerInfo Info);
