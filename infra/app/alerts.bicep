param namePrefix string
param actionGroupName string
param location string
param tags object
param applicationInsightsId string
param email string
param foldLagSeconds int
param serverErrorCount int

// "value" of the window is compared with "above" every five minutes. What is told late is still in the windows that come next.
var alerts = [
  {
    name: 'rollout-failed'
    severity: 1
    description: 'A gate refused the version of a rollout, or a guardrail took it back: the version before is served to all again.'
    query: '''
      customMetrics
      | where name == "prompts.rollout.transitions"
      | extend transition = tostring(customDimensions["transition"]), actor = tostring(customDimensions["by"])
      | where transition == "failed" or (transition == "rolledBack" and actor == "system")
      | summarize value = sum(valueSum)'''
    window: 'PT15M'
    above: 0
  }
  {
    name: 'guardrail-breached'
    severity: 2
    description: 'A guardrail of a rollout was broken: the rollout was paused or taken back.'
    query: '''
      customMetrics
      | where name == "prompts.guardrail.breaches"
      | summarize value = sum(valueSum)'''
    window: 'PT15M'
    above: 0
  }
  {
    name: 'fold-lag'
    severity: 2
    description: 'Recorded points wait to be folded for longer than they should: figures stay right, but reading them gets slower.'
    query: '''
      customMetrics
      | where name == "prompts.metrics.fold.lag"
      | summarize value = max(valueMax)'''
    window: 'PT15M'
    above: foldLagSeconds
  }
  {
    // Each run says how late it was, so where nothing is said, nothing runs.
    name: 'fold-silent'
    severity: 2
    description: 'The timer that folds points has not run for half an hour.'
    query: '''
      customMetrics
      | where name == "prompts.metrics.fold.lag"
      | summarize value = iff(count() == 0, 1, 0)'''
    window: 'PT30M'
    above: 0
  }
  {
    // Problems are all counted, but only those of the app; requests may be sampled, but what the platform answers is among them.
    name: 'server-errors'
    severity: 1
    description: 'Requests are answered with 5xx.'
    query: '''
      union
        (customMetrics | where name == "prompts.problems" and toint(customDimensions["status"]) >= 500 | summarize errors = todouble(sum(valueSum))),
        (requests | where toint(resultCode) >= 500 | summarize errors = todouble(sum(itemCount)))
      | summarize value = max(errors)'''
    window: 'PT5M'
    above: serverErrorCount
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'prompts'
    emailReceivers: [
      {
        name: 'on-call'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: '${namePrefix}${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [applicationInsightsId]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: alert.above
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [actionGroup.id] }
    }
  }
]
