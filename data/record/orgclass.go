package record

// The classes of organisation that a name can show. They matter because many suits are
// the ordinary business of these: design.md and the models treat them as look-alikes.
const (
	ClassBank            = "bank"             // 银行, 信用社, 农商行
	ClassMicroLender     = "micro_lender"     // 小额贷款, and the other local financial bodies below
	ClassGuarantor       = "guarantor"        // 融资担保
	ClassPawn            = "pawn"             // 典当
	ClassLeasing         = "leasing"          // 融资租赁, 金融租赁
	ClassFactoring       = "factoring"        // 商业保理
	ClassAssetManager    = "asset_manager"    // 资产管理 (buyers of non-performing loans)
	ClassConsumerFinance = "consumer_finance" // 消费金融, 汽车金融, 信托, 财务公司
	ClassInsurer         = "insurer"          // 保险
	ClassPropertyManager = "property_manager" // 物业
	ClassUtility         = "utility"          // 供电, 供水, 燃气, 热力
	ClassTelecom         = "telecom"          // 电信, 移动, 联通, 广电
	ClassGovernment      = "government"       // 政府, 局, 委员会, 管理处
	ClassCollective      = "collective"       // 著作权集体管理: 音乐著作权协会 …
	ClassVillage         = "village"          // 村民委员会, 居民委员会, 经济合作社
	ClassCompany         = "company"          // any other 公司
	ClassOther           = "other"
)
